-- Machines that are offline and whose people have been told: what the table of this name held in the original.
CREATE VIEW machine_offline_notifications AS
SELECT incidents.machine_id, MIN(deliveries.finished_at) AS notified_at
FROM incidents
JOIN deliveries ON deliveries.incident_id = incidents.id
WHERE incidents.kind = 'offline'
  AND incidents.open_key IS NOT NULL
  AND incidents.machine_id NOT IN (SELECT machine_id FROM canaries)
  AND deliveries.event_type = 'machine.offline'
  AND deliveries.state = 'delivered'
GROUP BY incidents.machine_id;
