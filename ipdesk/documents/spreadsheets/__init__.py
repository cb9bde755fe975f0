"""Tables that go out, and Excel workbooks."""
