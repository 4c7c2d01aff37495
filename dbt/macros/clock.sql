{#- The time of the figures: when the last load began. A report of last week's copy must not age by itself. -#}
{% macro clock() -%}
clock as (
  select max(started_at) as as_of, cast(max(started_at) at time zone 'UTC' as date) as today
  from {{ source("lago", "_loads") }}
  where status in ('loaded', 'incomplete')
)
{%- endmacro %}

{#- A month for each since the first of `first`, and when it ends: the month under way at the time of the figures. Needs clock. -#}
{% macro months(first) -%}
months as (
  select cast(m as date) as month, least((m + interval '1 month') at time zone 'UTC', as_of) as until
  from clock, generate_series(cast(date_trunc('month', ({{ first }}) at time zone 'UTC') as timestamp), cast(today as timestamp), interval '1 month') as g (m)
)
{%- endmacro %}

{#- The day of a time, in UTC. -#}
{% macro day(time) %}cast({{ time }} at time zone 'UTC' as date){% endmacro %}

{#- The first day of the month of a day. -#}
{% macro month(day) %}cast(date_trunc('month', {{ day }}) as date){% endmacro %}
