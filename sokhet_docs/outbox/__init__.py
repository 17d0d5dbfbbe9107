"""The bytes of packets → files of the output folder: whole, remembered, corrections by hand kept.

`outbox` decides what becomes of a file, `output_folder` does it under a `lock`, `manifest` remembers it.
"""
