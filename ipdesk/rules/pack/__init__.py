"""The pack format: what a policy file may say, as strict models, and the vocabulary that it speaks."""
