CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT, price REAL, kind INTEGER);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
  INSERT INTO item SELECT i, 'item ' || (i * 7919 % 1000), i * 1.5, i % 17 FROM n;
CREATE INDEX by_name ON item(name);
SELECT kind, count(*), sum(price), group_concat(substr(name, 6), '') FROM item WHERE kind < 5 GROUP BY kind;
SELECT a.name, count(*) FROM item a JOIN item b ON a.name = b.name AND a.kind < b.kind GROUP BY a.name ORDER BY 2 DESC, 1 LIMIT 10;
UPDATE item SET name = upper(name) || printf('-%05d', id) WHERE kind IN (SELECT kind FROM item WHERE price > 5900);
SELECT count(*), max(name), min(name) FROM item WHERE name LIKE '%9-%';
DELETE FROM item WHERE id % 3 = 0;
SELECT count(*), total(price) FROM item;
