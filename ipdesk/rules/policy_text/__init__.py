"""Policies and answers as text: the document read out, the guide's reference, the public JSON."""
