{#-
  Whether the tables of these resources are in the database. `lago_using_NAME` says it of one; `lago_resources` lists those that are there.
  `usual`: whether they are, where a project says nothing: a load without names fills them.
-#}
{% macro using(names, usual=true) %}
  {%- set missing = [] -%}
  {%- for name in names if not var("lago_using_" ~ name, name in var("lago_resources", [name] if usual else [])) %}{% do missing.append(name) %}{% endfor -%}
  {{ return(missing | length == 0) }}
{% endmacro %}
