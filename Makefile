# Every target is one call; installer/bootstrap.py does the work and also serves where there is no make.
# Further arguments: make run ARGS="--data-dir /path/to/data", make test ARGS="tests/rules -k cap"
PYTHON ?= python3

run:  ## install everything and open the desk
test:  ## install everything and run all checks; ARGS="tests/rules" runs one folder of tests
setup:  ## install everything, the tools of the tests included
bench:  ## measure speed and memory against yardsticks of the same run
screenshots:  ## leave pictures of every page in build/screenshots/

run test setup bench screenshots:
	@$(PYTHON) installer/bootstrap.py $@ -- $(ARGS)

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):  *## */\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

.PHONY: run test setup bench screenshots help
