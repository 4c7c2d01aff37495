{#- What one of the smallest unit of a currency is worth in currency units: ISO 4217, as Ruby's Money counts them. Most have two decimals. -#}
{% macro worth(currency) -%}
cast(case
  {%- for code, units in var("lago_currency_units", {}).items() %} when {{ currency }} = '{{ code | replace("'", "''") }}' then {{ units | float }}{% endfor %}
  when {{ currency }} in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') then 1
  when {{ currency }} in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 0.001
  when {{ currency }} in ('CLF') then 0.0001
  when {{ currency }} in ('MGA', 'MRO', 'MRU') then 0.2
  else 0.01 end as numeric(5, 4))
{%- endmacro %}
