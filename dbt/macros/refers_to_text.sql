{#- Finds values that lead nowhere, where Lago sends an id as a text on one side: dbt's own test compares columns of one type. -#}
{% test refers_to_text(model, column_name, to, field) %}
select child.{{ column_name }}
from {{ model }} as child
where child.{{ column_name }} is not null
  and not exists (select 1 from {{ to }} as parent where cast(parent.{{ field }} as text) = cast(child.{{ column_name }} as text))
{% endtest %}
