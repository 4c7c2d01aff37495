{#- One name for each external id: Lago lets a new customer take that of a deleted one. -#}
{% macro customer_names() -%}
customer_names as (
  select external_id, max(name) as name
  from {{ ref("stg_lago__customers") }}
  group by external_id
)
{%- endmacro %}
