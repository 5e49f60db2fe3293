INSERT INTO hub_pulse (id, heard_ms, blind_ended_heard_ms) VALUES (1, 0, 0) ON CONFLICT (id) DO NOTHING;
