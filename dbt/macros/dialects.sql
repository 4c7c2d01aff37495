{#- What DuckDB and Postgres write in different ways. -#}

{#- The text of a property of a JSON object, whose name is an expression. -#}
{% macro json_text(object, property) %}{{ return(adapter.dispatch("json_text", "lago")(object, property)) }}{% endmacro %}

{% macro default__json_text(object, property) %}({{ object }} ->> {{ property }}){% endmacro %}

{#- A path may not be taken for a pattern: names that begin with $ or / are one. -#}
{% macro duckdb__json_text(object, property) %}json_extract_string({{ object }}, '$."' || replace({{ property }}, '"', '\"') || '"'){% endmacro %}

{#- A number, or null where a text is none. -#}
{% macro to_number(text) %}{{ return(adapter.dispatch("to_number", "lago")(text)) }}{% endmacro %}

{% macro default__to_number(text) %}case when {{ text }} ~ '^\s*[-+]?[0-9]{1,18}(\.[0-9]+)?\s*$' then cast({{ text }} as numeric) end{% endmacro %}

{% macro duckdb__to_number(text) %}try_cast({{ text }} as decimal(38, 18)){% endmacro %}

{#- Units of usage: as many digits as the database keeps. -#}
{% macro type_units() %}{{ return(adapter.dispatch("type_units", "lago")()) }}{% endmacro %}

{% macro default__type_units() %}numeric{% endmacro %}

{% macro duckdb__type_units() %}decimal(38, 18){% endmacro %}
