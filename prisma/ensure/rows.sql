INSERT INTO hub_pulse (id, heard_ms, blind_ended_heard_ms) VALUES (1, 0, 0) ON CONFLICT (id) DO NOTHING;
-- What an older version has written since, on another host that is upgraded later: lists find their pages by these columns.
UPDATE incidents SET team_id = (SELECT m.team_id FROM machines m WHERE m.id = incidents.machine_id) WHERE team_id IS NULL;
UPDATE incidents SET is_open = (open_key IS NOT NULL) WHERE is_open <> (open_key IS NOT NULL);
UPDATE deliveries SET team_id = (SELECT e.team_id FROM events e WHERE e.id = deliveries.event_id) WHERE team_id IS NULL;
-- Machines that an older version has added: their samples are folded into history from the beginning.
INSERT INTO history_marks (machine_id, folded_id, folded_at)
  SELECT m.id, 0, m.created_at FROM machines m WHERE NOT EXISTS (SELECT 1 FROM history_marks h WHERE h.machine_id = m.id);
