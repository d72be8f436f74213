INSERT INTO role (id, name) VALUES (1, 'admin');
