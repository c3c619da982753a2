"""The kiosk's screen. The only importer of Textual; it owns no logic: it turns keys into events and draws scenes."""
