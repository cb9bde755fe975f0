"""What is decided inside before a paper against somebody goes out 处理事项."""
