"""What is decided against somebody in the window: submitted, signed on paper, then carried out."""
