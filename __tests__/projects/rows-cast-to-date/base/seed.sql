INSERT INTO customer (id, email, name, phone, joined_at) VALUES (1, 'ada@example.org', 'Ada King Lovelace', '+1 555 0100', '2024-02-29 23:59:59'), (2, 'grace@example.org', 'Grace Hopper', NULL, NULL), (3, 'x@example.org', NULL, 'none', '2023-01-01 00:00:00');
INSERT INTO purchase (id, customer_id, reference) VALUES (1, 1, '2024-02-29'), (2, 1, 'A-17');
