"""What goes out on paper: letters as PDF with embedded fonts, and pictures of them."""
