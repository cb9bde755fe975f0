# Every target is one call; installer/bootstrap.py does the work and also serves where there is no make.
# Further arguments: make run ARGS="--data-dir /path/to/data", make test ARGS="tests/rules -k cap"
PYTHON ?= python3

run test setup bench screenshots:
	@$(PYTHON) installer/bootstrap.py $@ -- $(ARGS)

.PHONY: run test setup bench screenshots
