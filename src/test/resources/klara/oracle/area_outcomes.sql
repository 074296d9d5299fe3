-- What became of the students of each area, a second time: from the registers of a warehouse and
-- the definitions in words (outcome_definitions), in nobody's but SQL's terms.
--   {registers}  the folder of the registers
--   {as_of}      the last day whose facts count
-- One row per area, perspective, cohort, outcome and group whose numbers can be known by then.
with

-- ---------------------------------------------------------------- each student

year9 as (
  select
    student_id,
    school_year as cohort,
    school_unit_code,
    home_municipality_code,
    sex
  from read_parquet('{registers}/year9_students/*/*/*.parquet')
  where is_linkable and make_date(school_year + 1, 7, 1) <= date '{as_of}'
  qualify
    row_number() over (partition by student_id order by school_year desc, school_unit_code) = 1
),

enrolments as (
  select
    student_id,
    school_year as cohort,
    school_unit_code,
    home_municipality_code,
    study_path_code,
    sex
  from read_parquet('{registers}/upper_secondary_enrolments/*/*/*.parquet')
  where is_linkable and make_date(school_year, 10, 15) <= date '{as_of}'
  qualify
    row_number() over (
      partition by student_id
      order by school_year, study_year desc nulls last, school_unit_code
    ) = 1
),

-- Protected once is protected always, and before: of whichever year, after the last day as well.
protected_students as (
  select student_id
  from read_parquet('{registers}/year9_students/*/*/*.parquet')
  where is_linkable and protection > 0
  union
  select student_id
  from read_parquet('{registers}/upper_secondary_enrolments/*/*/*.parquet')
  where is_linkable and protection > 0
),

codes as (
  select list, code, max(kind) as kind, max(value) as value
  from read_parquet('{registers}/code_lists/*/*/*.parquet')
  group by list, code
),

-- The programme is the longest code that the study path begins with.
study_paths as (
  select study_path_code, max_by(kind, length(code)) as programme_type
  from (select distinct study_path_code from enrolments)
  join codes on list = 'program' and kind is not null and starts_with(study_path_code, code)
  group by study_path_code
),

diplomas as (
  select student_id, min(issued_on) as diploma_on
  from read_parquet('{registers}/upper_secondary_certificates/*/*/*.parquet')
  where is_linkable
    and issued_on <= date '{as_of}'
    and certificate_type in ('E', 'L', 'S', 'IBD')
  group by student_id
),

backgrounds as (
  select student_id, background, parent_education_level, immigration_year
  from read_parquet('{registers}/backgrounds/*/*/*.parquet')
  where is_linkable and make_date(as_of_year, 12, 31) <= date '{as_of}'
  qualify row_number() over (partition by student_id order by as_of_year desc) = 1
),

-- ---------------------------------------------------------------- grades of year 9

graded as (
  select
    student_id,
    subject_code,
    grade,
    grade in ('A', 'B', 'C', 'D', 'E') as is_pass,
    subject_code = 'M2' and coalesce(is_language_choice, false) as is_choice,
    case when grade in ('A', 'B', 'C', 'D', 'E', 'F') then value end as points
  from read_parquet('{registers}/year9_grades/*/*/*.parquet') as grades
  join year9 using (student_id)
  left join codes on list = 'betyg' and code = grade
  where is_linkable
    and grades.school_year = year9.cohort
    and grades.school_unit_code = year9.school_unit_code
),

-- Sixteen grades count; the language choice may come as a seventeenth beside sixteen others.
ranked as (
  select
    *,
    row_number() over (partition by student_id order by points desc nulls last) as best,
    row_number() over (partition by student_id, is_choice order by points desc nulls last)
      as best_of_kind
  from graded
),

grades as (
  select
    student_id,
    count(*) filter (is_pass) as passes,
    count(*) filter (grade in ('F', '-', '3', '9')) as failures,
    count(*) filter (is_pass and subject_code in ('SV', 'SVA')) > 0
      and count(*) filter (is_pass and subject_code = 'EN') > 0
      and count(*) filter (is_pass and subject_code = 'MA') > 0 as has_core,
    count(distinct subject_code) filter (is_pass and subject_code in ('GE', 'HI', 'RE', 'SH')) = 4
      as has_social,
    count(distinct subject_code) filter (is_pass and subject_code in ('BI', 'FY', 'KE')) = 3
      as has_science,
    sum(points) filter (best <= 16) as merit_value_16,
    sum(points) filter (best_of_kind <= if(is_choice, 1, 16)) as merit_value_17
  from ranked
  group by student_id
),

-- ---------------------------------------------------------------- places and groups

municipalities as (
  select municipality_code, max_by(subregion_code, valid_from) as subregion_code
  from read_parquet('{registers}/municipalities/*/*/*.parquet')
  where municipality_code like '12__'
  group by municipality_code
),

school_units as (
  select school_unit_code, max_by(school_municipality_code, valid_from) as municipality_code
  from read_parquet('{registers}/school_units/*/*/*.parquet')
  group by school_unit_code
),

-- Protected identities are counted in the county, but in no municipality of it.
areas as (
  select 'municipality' as area_level, municipality_code as area_code, municipality_code as place
  from municipalities
  union all
  select 'subregion', subregion_code, municipality_code from municipalities
  union all
  select 'county', '12', municipality_code from municipalities
  union all
  select 'county', '12', 'protected'
  union all
  select 'rest_of_country', 'rest_of_country', 'elsewhere'
  union all
  select 'country', '0000', municipality_code from municipalities
  union all
  select 'country', '0000', unnest(['protected', 'elsewhere'])
),

students as (
  select
    year9.cohort as year9_cohort,
    enrolments.cohort as start_cohort,
    coalesce(year9.sex, enrolments.sex) as sex,
    case
      when parent_education_level <= 2 then 'pre_secondary'
      when parent_education_level <= 4 then 'upper_secondary'
      when parent_education_level <= 7 then 'post_secondary'
      else 'unknown'
    end as parental_education,
    coalesce(background, 'unknown') as background,
    case
      when coalesce(year9.cohort + 1, enrolments.cohort) - immigration_year between 0 and 4 then 'yes'
      when coalesce(background, 'unknown') = 'unknown' then 'unknown'
      else 'no'
    end as newly_arrived,
    student_id in (select student_id from protected_students) as is_protected,
    year9.home_municipality_code as year9_home,
    year9_units.municipality_code as year9_school,
    enrolments.home_municipality_code as start_home,
    start_units.municipality_code as start_school,
    coalesce(programme_type, '') <> 'IB' as is_followed,
    -- A school year ends on 30 June.
    diploma_on < make_date(enrolments.cohort + 3, 7, 1) as diploma_within_3_years,
    diploma_on < make_date(enrolments.cohort + 4, 7, 1) as diploma_within_4_years,
    diploma_on < make_date(enrolments.cohort + 5, 7, 1) as diploma_within_5_years,
    has_core and passes >= 8 as eligible_vocational,
    has_core and passes >= 12 as eligible_arts,
    has_core and passes >= 12 and has_social as eligible_economics_humanities_social,
    has_core and passes >= 12 and has_science as eligible_science_technology,
    passes > 0 and failures = 0 as passed_all_subjects,
    merit_value_16,
    merit_value_17
  from year9
  full join enrolments using (student_id)
  left join study_paths using (study_path_code)
  left join diplomas using (student_id)
  left join backgrounds using (student_id)
  left join grades using (student_id)
  left join school_units as year9_units on year9_units.school_unit_code = year9.school_unit_code
  left join school_units as start_units
    on start_units.school_unit_code = enrolments.school_unit_code
),

-- ---------------------------------------------------------------- counts

-- Each student once per perspective and stage: where, and in which groups.
placed as (
  select
    *,
    case
      when coalesce(municipality_code not like '12%', true) then 'elsewhere'
      when is_protected then 'protected'
      else municipality_code
    end as place
  from (
    select
      *,
      unnest([
        {'stage': 'year9', 'perspective': 'home', 'cohort': year9_cohort,
          'municipality_code': year9_home},
        {'stage': 'year9', 'perspective': 'school', 'cohort': year9_cohort,
          'municipality_code': year9_school},
        {'stage': 'start', 'perspective': 'home', 'cohort': start_cohort,
          'municipality_code': start_home},
        {'stage': 'start', 'perspective': 'school', 'cohort': start_cohort,
          'municipality_code': start_school}
      ], recursive := true)
    from students
  )
  where cohort is not null
),

counted as (
  select
    stage, perspective, place, cohort, sex, parental_education, background, newly_arrived,
    count(*) as students,
    count(*) filter (is_followed) as followed,
    count(*) filter (eligible_vocational) as eligible_vocational,
    count(*) filter (eligible_arts) as eligible_arts,
    count(*) filter (eligible_economics_humanities_social)
      as eligible_economics_humanities_social,
    count(*) filter (eligible_science_technology) as eligible_science_technology,
    count(*) filter (passed_all_subjects) as passed_all_subjects,
    count(merit_value_16) as merit_value_16,
    sum(merit_value_16) as merit_points_16,
    count(merit_value_17) as merit_value_17,
    sum(merit_value_17) as merit_points_17,
    count(*) filter (is_followed and diploma_within_3_years) as diploma_within_3_years,
    count(*) filter (is_followed and diploma_within_4_years) as diploma_within_4_years,
    count(*) filter (is_followed and diploma_within_5_years) as diploma_within_5_years
  from placed
  group by all
),

by_outcome as (
  select
    perspective, place, cohort, sex, parental_education, background, newly_arrived,
    unnest(
      if(stage = 'year9',
        [
          {'outcome': 'eligible_vocational', 'students': students,
            'events': eligible_vocational, 'points': null},
          {'outcome': 'eligible_arts', 'students': students,
            'events': eligible_arts, 'points': null},
          {'outcome': 'eligible_economics_humanities_social', 'students': students,
            'events': eligible_economics_humanities_social, 'points': null},
          {'outcome': 'eligible_science_technology', 'students': students,
            'events': eligible_science_technology, 'points': null},
          {'outcome': 'passed_all_subjects', 'students': students,
            'events': passed_all_subjects, 'points': null},
          {'outcome': 'merit_value_16', 'students': students,
            'events': merit_value_16, 'points': merit_points_16},
          {'outcome': 'merit_value_17', 'students': students,
            'events': merit_value_17, 'points': merit_points_17}
        ],
        [
          {'outcome': 'diploma_within_3_years', 'students': followed,
            'events': diploma_within_3_years, 'points': null},
          {'outcome': 'diploma_within_4_years', 'students': followed,
            'events': diploma_within_4_years, 'points': null},
          {'outcome': 'diploma_within_5_years', 'students': followed,
            'events': diploma_within_5_years, 'points': null}
        ]),
      recursive := true)
  from counted
),

-- The year on whose 1 October an outcome is known, after that of the cohort.
known as (
  select distinct outcome, cohort
  from by_outcome
  where students > 0
    and make_date(
      cohort + case outcome
        when 'diploma_within_3_years' then 3
        when 'diploma_within_4_years' then 4
        when 'diploma_within_5_years' then 5
        else 1
      end, 10, 1) <= date '{as_of}'
),

-- Without a student who neither lives nor goes to school in Skåne, nothing is known of the country.
extent as (
  select count(*) > 0 as has_country
  from students
  where (year9_cohort is not null
      and coalesce(year9_home, '') not like '12%' and coalesce(year9_school, '') not like '12%')
    or (start_cohort is not null and is_followed
      and coalesce(start_home, '') not like '12%' and coalesce(start_school, '') not like '12%')
),

grouped as (
  select
    area_level, area_code, perspective, cohort, outcome, group_dimension, group_value,
    sum(students) as students, sum(events) as events, sum(points) as points
  from (
    select
      *,
      unnest([
        {'group_dimension': 'all', 'group_value': 'all'},
        {'group_dimension': 'sex', 'group_value': sex},
        {'group_dimension': 'parental_education', 'group_value': parental_education},
        {'group_dimension': 'background', 'group_value': background},
        {'group_dimension': 'newly_arrived', 'group_value': newly_arrived},
        {'group_dimension': 'sex+background', 'group_value': sex || '+' || background}
      ], recursive := true)
    from by_outcome
  )
  join areas using (place)
  where group_value is not null
  group by all
),

all_groups (group_dimension, group_value) as (
  select 'all', 'all'
  union all select 'sex', unnest(['girls', 'boys'])
  union all
  select 'parental_education',
    unnest(['pre_secondary', 'upper_secondary', 'post_secondary', 'unknown'])
  union all select 'background', unnest(['swedish', 'foreign', 'unknown'])
  union all select 'newly_arrived', unnest(['yes', 'no', 'unknown'])
  union all select 'sex+background', 'girls+' || unnest(['swedish', 'foreign', 'unknown'])
  union all select 'sex+background', 'boys+' || unnest(['swedish', 'foreign', 'unknown'])
)

select
  area_level, area_code, perspective, cohort, outcome, group_dimension, group_value,
  coalesce(students, 0)::bigint as students,
  coalesce(events, 0)::bigint as events,
  points::double / events as mean_merit_points
from known
cross join (select distinct area_level, area_code from areas)
cross join (select unnest(['home', 'school']) as perspective)
cross join all_groups
left join grouped
  using (area_level, area_code, perspective, cohort, outcome, group_dimension, group_value)
where (select has_country from extent) or area_level not in ('country', 'rest_of_country')
