"""The holidays 节假日: which days are worked, as announced and as the office has written them down."""
