"""Chinese official text set on pages: what holds together, lines, pages."""
