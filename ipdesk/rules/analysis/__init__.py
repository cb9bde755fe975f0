"""Questions about a policy beside a single evaluation: headroom, obstacles, a year again, guards."""
