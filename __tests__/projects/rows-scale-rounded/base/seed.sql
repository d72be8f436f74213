INSERT INTO customer (id, email) VALUES (1, 'ada@example.org');
INSERT INTO purchase (id, customer_id, reference, total) VALUES (1, 1, 'A-1', 1.005), (2, 1, 'A-2', 2.500);
