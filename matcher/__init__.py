"""Which service did this person mean, or none, or is somebody in danger?"""
