import type { Dependent } from "./dependents.ts";
import type { Row } from "./table-shapes.ts";

/**
 * Takes the schema. Answers, in the order in which they are made: table, what, whether only of a rebuilt table, column, the statement that drops
 * it, and a JSON array of those that make it. Of a view: its definition, options, owner, comment, rights, and the indexes of a materialized one.
 */
export const DEPENDENTS_QUERY = `WITH RECURSIVE own AS (
  SELECT c.oid, c.relname, format('%I.%I', n.nspname, c.relname) AS address, c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.relowner
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1::text AND c.relkind IN ('r', 'p') AND c.relname NOT LIKE '\\_%'
), reading AS (
  SELECT d.refobjid AS read, r.ev_class AS view FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
  WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
), above AS (
  SELECT own.relname, reading.view, 1 AS level FROM own JOIN reading ON reading.read = own.oid
  UNION SELECT above.relname, reading.view, above.level + 1 FROM above JOIN reading ON reading.read = above.view
), views AS (
  SELECT above.relname, c.oid, max(max(above.level)) OVER (PARTITION BY c.oid) AS level, format('%I.%I', n.nspname, c.relname) AS address, c.relowner, c.relacl, c.reloptions, c.relispopulated,
    CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS kind
  FROM above JOIN pg_class c ON c.oid = above.view JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') GROUP BY above.relname, c.oid, n.nspname, c.relname, c.relowner, c.relacl, c.reloptions, c.relispopulated, c.relkind
)
SELECT owner, what, of_rebuilt, of_column, drop_it, made::text FROM (
SELECT relname::text AS owner, format('the %s %s', lower(kind), address) AS what, 'f' AS of_rebuilt, NULL::text AS of_column, format('DROP %s %s', kind, address) AS drop_it, jsonb_build_array(
    format('CREATE %s %s%s AS %s%s', kind, address, ' WITH (' || array_to_string(reloptions, ', ') || ')', rtrim(pg_get_viewdef(oid), ';'), CASE WHEN NOT relispopulated THEN ' WITH NO DATA' END),
    format('ALTER %s %s OWNER TO %I', kind, address, pg_get_userbyid(relowner)),
    format('COMMENT ON %s %s IS %L', kind, address, obj_description(oid, 'pg_class'))
  ) || ${grantsOn("views")} || (SELECT coalesce(jsonb_agg(pg_get_indexdef(indexrelid)), '[]') FROM pg_index WHERE indrelid = views.oid) AS made, 12 + level AS rank FROM views
UNION ALL SELECT own.relname::text, format('the generated column %s.%I', own.relname, a.attname), 'f', a.attname::text, format('ALTER TABLE %s DROP COLUMN %I', own.address, a.attname),
  jsonb_build_array(format('ALTER TABLE %s ADD COLUMN %I %s GENERATED ALWAYS AS (%s) %s', own.address, a.attname, format_type(a.atttypid, a.atttypmod), pg_get_expr(d.adbin, d.adrelid), CASE a.attgenerated WHEN 's' THEN 'STORED' ELSE 'VIRTUAL' END)), 1
  FROM own JOIN pg_attribute a ON a.attrelid = own.oid AND a.attgenerated <> '' AND NOT a.attisdropped JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
UNION ALL SELECT own.relname::text, format('the policy %I of %s', p.polname, own.relname), 'f', NULL, format('DROP POLICY %I ON %s', p.polname, own.address),
  jsonb_build_array(format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', p.polname, own.address, CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
    CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
    (SELECT string_agg(CASE WHEN role = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(role)) END, ', ') FROM unnest(p.polroles) AS role),
    ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')), 2
  FROM own JOIN pg_policy p ON p.polrelid = own.oid
UNION ALL SELECT own.relname::text, format('the trigger %I of %s', t.tgname, own.relname), 'f', NULL, format('DROP TRIGGER %I ON %s', t.tgname, own.address), jsonb_build_array(pg_get_triggerdef(t.oid),
    'ALTER TABLE ' || own.address || CASE t.tgenabled WHEN 'D' THEN ' DISABLE' WHEN 'R' THEN ' ENABLE REPLICA' WHEN 'A' THEN ' ENABLE ALWAYS' END || format(' TRIGGER %I', t.tgname)), 3
  FROM own JOIN pg_trigger t ON t.tgrelid = own.oid AND NOT t.tgisinternal
UNION ALL SELECT own.relname::text, format('the constraint %I of %s', k.conname, k.conrelid::regclass), 'f', NULL, format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname),
  jsonb_build_array(format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))), CASE k.contype WHEN 'f' THEN 6 ELSE 5 END
  FROM own JOIN pg_constraint k ON own.oid IN (k.confrelid, k.conrelid) AND k.contype IN ('c', 'f', 'u', 'x') LEFT JOIN pg_index i ON i.indexrelid = k.conindid
  WHERE k.contype = 'f' OR NOT coalesce(i.indnullsnotdistinct, false)
UNION ALL SELECT own.relname::text, format('the rule %I of %s', r.rulename, own.relname), 'f', NULL, format('DROP RULE %I ON %s', r.rulename, own.address), jsonb_build_array(pg_get_ruledef(r.oid)), 7
  FROM own JOIN pg_rewrite r ON r.ev_class = own.oid
UNION ALL SELECT own.relname::text, format('the statistics %s', s.stxname), 't', NULL, format('DROP STATISTICS %I.%I', n.nspname, s.stxname), jsonb_build_array(pg_get_statisticsobjdef(s.oid)), 8
  FROM own JOIN pg_statistic_ext s ON s.stxrelid = own.oid JOIN pg_namespace n ON n.oid = s.stxnamespace
UNION ALL SELECT own.relname::text, format('the publication %I', p.pubname), 't', NULL, format('ALTER PUBLICATION %I DROP TABLE %s', p.pubname, own.address), jsonb_build_array(format('ALTER PUBLICATION %I ADD TABLE %s%s%s', p.pubname, own.address,
    ' (' || (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = own.oid AND attnum = ANY (r.prattrs)) || ')', ' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')')), 9
  FROM own JOIN pg_publication_rel r ON r.prrelid = own.oid JOIN pg_publication p ON p.oid = r.prpubid
UNION ALL SELECT own.relname::text, format('the index %s', i.indexrelid::regclass), 't', NULL, format('DROP INDEX %s', i.indexrelid::regclass), jsonb_build_array(regexp_replace(pg_get_indexdef(i.indexrelid), ' INDEX ', ' INDEX IF NOT EXISTS ')), 4
  FROM own JOIN pg_index i ON i.indrelid = own.oid WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
UNION ALL SELECT own.relname::text, format('the rights on %s', own.relname), 't', NULL, NULL,
  CASE WHEN pg_get_userbyid(relowner) <> current_user THEN jsonb_build_array(format('ALTER TABLE %s OWNER TO %I', address, pg_get_userbyid(relowner))) ELSE '[]' END
  || CASE WHEN relrowsecurity THEN jsonb_build_array(format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', address)) ELSE '[]' END
  || CASE WHEN relforcerowsecurity THEN jsonb_build_array(format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', address)) ELSE '[]' END || ${grantsOn("own")}
  || (SELECT coalesce(jsonb_agg(format('GRANT %s (%I) ON %s TO %s', privilege_type, attname, address, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END)), '[]') FROM pg_attribute, aclexplode(attacl) WHERE attrelid = own.oid AND NOT attisdropped), 11
  FROM own
) AS dependents ORDER BY rank, owner, what`;

function grantsOn(table: "own" | "views"): string {
  return `(SELECT coalesce(jsonb_agg(format('GRANT %s ON %s TO %s%s', privilege_type, address, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)), '[]') FROM aclexplode(${table}.relacl))`;
}

export function toDependent([table, what, ofRebuilt, column, drop, create]: Row): Dependent {
  const made = (JSON.parse(create!) as (string | null)[]).filter((sql) => sql !== null);
  return { table: table!, what: what!, ofRebuilt: ofRebuilt === "t", column: column ?? null, drop: drop === null ? [] : [drop!], create: made };
}
