{#- Finds keys of several columns that two rows have. Null equals null. -#}
{% test unique_key(model, columns) %}
select {% for column in columns %}{{ adapter.quote(column) }}, {% endfor %}count(*) as copies
from {{ model }}
group by {% for column in columns %}{{ adapter.quote(column) }}{% if not loop.last %}, {% endif %}{% endfor %}
having count(*) > 1
{% endtest %}
