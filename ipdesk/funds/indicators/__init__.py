"""Performance indicators 绩效指标: what was aimed at, what came of it, and how many points that is."""
