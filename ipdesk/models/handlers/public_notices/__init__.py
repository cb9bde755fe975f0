"""Publishing lists before the decision: what is shown, objections, the end; asking other offices before."""
