-- What became of the students of each area, a second time: from the registers of a warehouse and
-- the definitions in words (outcome_definitions), in nobody's but SQL's terms.
--   year9_students, …  a view of each register's rows, none where nothing was delivered
--   {as_of}            the last day whose facts count: those that their registers tell by then
-- One row per area, perspective, cohort, outcome and group whose numbers can be known by then.
with

-- ---------------------------------------------------------------- each student

year9 as (
  select
    student_id,
    school_year as cohort,
    school_unit_code,
    home_municipality_code,
    sex,
    birth_year
  from year9_students
  where is_linkable and make_date(school_year + 1, 7, 1) <= date '{as_of}'
  qualify
    row_number() over (partition by student_id order by school_year desc, school_unit_code) = 1
),

-- Schooling that ended in years 7 to 9 without final grades.
ended as (
  select student_id, school_year as cohort, school_unit_code
  from ended_schooling
  where is_linkable and make_date(school_year + 1, 7, 1) <= date '{as_of}'
  qualify row_number() over (partition by student_id order by school_year desc) = 1
),

-- One row per student and 15 October: of two units the one of the higher study year.
autumns as (
  select
    student_id,
    school_year,
    school_unit_code,
    home_municipality_code,
    study_path_code,
    sex,
    birth_year
  from upper_secondary_enrolments
  where is_linkable and make_date(school_year, 10, 15) <= date '{as_of}'
  qualify
    row_number() over (
      partition by student_id, school_year
      order by study_year desc nulls last, school_unit_code
    ) = 1
),

starts as (
  select * rename (school_year as cohort)
  from autumns
  qualify row_number() over (partition by student_id order by school_year) = 1
),

-- Protected once is protected always, and before: of whichever year, after the last day as well.
protected_students as (
  select student_id from year9_students where is_linkable and protection > 0
  union
  select student_id from upper_secondary_enrolments where is_linkable and protection > 0
),

codes as (
  select list, code, max(kind) as kind, max(value) as value
  from code_lists
  group by list, code
),

-- The programme is the longest code that the study path begins with.
study_paths as (
  select
    study_path_code,
    max_by(code, length(code)) as programme,
    max_by(kind, length(code)) as programme_type
  from (select distinct study_path_code from autumns)
  join codes on list = 'program' and kind is not null and starts_with(study_path_code, code)
  group by study_path_code
),

-- A study certificate counts with 2 500 credits.
certificates as (
  select
    student_id,
    min(issued_on) filter (certificate_type in ('E', 'L', 'S', 'IBD')) as diploma_on,
    min(issued_on) filter (certificate_type = 'Z' and credits >= 2500) as study_certificate_on
  from upper_secondary_certificates
  where is_linkable and issued_on <= date '{as_of}'
  group by student_id
),

background_years as (
  select *
  from backgrounds
  where is_linkable and make_date(as_of_year, 12, 31) <= date '{as_of}'
),

-- Of each circumstance the latest that any year knew.
circumstances as (
  select
    student_id,
    max_by(background, as_of_year) filter (background is not null) as background,
    max_by(parent_education_level, as_of_year) filter (parent_education_level is not null)
      as parent_education_level,
    max_by(immigration_year, as_of_year) filter (immigration_year is not null) as immigration_year
  from background_years
  group by student_id
),

-- How it was at the end of the year in which each left school: the latest told by then, otherwise
-- the earliest after.
homes as (
  select student_id, income_quintile, lives_with_both_parents, neighbourhood_code
  from background_years
  join (
    select student_id, coalesce(year9.cohort, ended.cohort, starts.cohort - 1) as cohort
    from year9
    full join ended using (student_id)
    full join starts using (student_id)
  ) using (student_id)
  qualify
    row_number() over (
      partition by student_id
      order by as_of_year > cohort, abs(as_of_year - cohort)
    ) = 1
),

-- ---------------------------------------------------------------- compulsory school left

-- Year 9, or without it where schooling ended; where somebody lived then, the year's end tells:
-- the latest told by then, otherwise the earliest after.
leavers as (
  select student_id, cohort, school_unit_code, home_municipality_code
  from year9
  union all
  select student_id, cohort, ended.school_unit_code, residence_municipality_code
  from ended
  left join background_years using (student_id)
  where student_id not in (select student_id from year9)
  qualify
    row_number() over (
      partition by student_id
      order by as_of_year > cohort, abs(as_of_year - cohort)
    ) = 1
),

-- Hours of year 9 in all units, of the terms that have been told of.
absence as (
  select
    student_id,
    sum(offered_hours) as offered,
    sum(valid_absence_hours + invalid_absence_hours) as absent
  from absence_reports as reports
  join year9 using (student_id)
  where is_linkable
    and reports.school_year = year9.cohort
    and if(term = 'autumn', make_date(cohort + 1, 2, 12), make_date(cohort + 1, 8, 1))
      <= date '{as_of}'
  group by student_id
),

-- A half-year is told of five months after it.
known_activity as (
  select student_id, half_year, registered_on
  from activity_responsibility
  where is_linkable
    and if(half_year[5:] = 'H1',
      make_date(half_year[:4]::int, 12, 1), make_date(half_year[:4]::int + 1, 6, 1))
      <= date '{as_of}'
),

activity as (
  select student_id, min(registered_on) as registered_on
  from known_activity
  group by student_id
),

-- What was done in a year is told sixteen months after it.
known_occupations as (
  select student_id, occupation_year as school_year, occupation_status
  from occupations
  where is_linkable
    and occupation_status <> 'unknown'
    and make_date(occupation_year + 2, 5, 1) <= date '{as_of}'
),

-- In the years of turning twenty and twenty-four.
occupied as (
  select
    student_id,
    bool_or(occupation_status = 'neither') filter (school_year = cohort + 5) as neither_at_20,
    bool_or(occupation_status = 'neither') filter (school_year = cohort + 9) as neither_at_24
  from leavers
  join known_occupations using (student_id)
  group by student_id
),

-- ---------------------------------------------------------------- upper secondary school begun

-- Whoever comes and goes or dies is told of in April of the next year.
population_changes as (
  select student_id, event, happened_on, new_municipality_code
  from population_events
  where is_linkable and make_date(year(happened_on) + 1, 4, 1) <= date '{as_of}'
),

-- Where the first four 15 Octobers after the start find each student, and with what. Abroad is
-- whoever left and has not come back by that day.
later_autumns as (
  select
    starts.student_id,
    nth,
    any_value(autumns.student_id) is not null as is_enrolled,
    any_value(autumns.study_path_code) as study_path_code,
    coalesce(any_value(diploma_on) <= any_value(day), false) as has_diploma,
    coalesce(any_value(study_certificate_on) <= any_value(day), false) as has_study_certificate,
    count(*) filter (event = 'death' and happened_on <= day) > 0 as is_dead,
    coalesce(
      max(happened_on) filter (event = 'emigration' and happened_on <= day)
        > coalesce(
          max(happened_on) filter (event = 'immigration' and happened_on <= day), date '0001-01-01'),
      false) as is_abroad
  from (
    select student_id, nth, make_date(cohort + nth, 10, 15) as day
    from starts cross join (select unnest([1, 2, 3, 4]) as nth)
  ) as starts
  left join autumns
    on autumns.student_id = starts.student_id and autumns.school_year = year(day)
  left join certificates on certificates.student_id = starts.student_id
  left join population_changes on population_changes.student_id = starts.student_id
  group by starts.student_id, nth
),

-- On each of those days: out of school with nothing to show for it, and here.
outside as (
  select
    *,
    not is_enrolled and not has_diploma and not is_dead and not is_abroad as is_out,
    not is_enrolled and not has_diploma and not has_study_certificate
      and not is_dead and not is_abroad as has_left_early
  from later_autumns
),

followed as (
  select
    student_id,
    bool_or(is_out) filter (nth = 1) as is_interrupted,
    bool_and(is_out) filter (nth <= 2) as is_interrupted_for_good,
    bool_or(is_out) filter (nth = 1) and bool_or(is_enrolled) filter (nth = 2) as has_paused,
    any_value(study_path_code) filter (nth = 1) as second_study_path_code,
    bool_or(is_abroad and not is_enrolled) filter (nth = 1) as has_moved_abroad,
    bool_and(has_left_early) filter (nth in (1, 2))
      or bool_and(has_left_early) filter (nth in (2, 3))
      or bool_and(has_left_early) filter (nth in (3, 4)) as has_left_early
  from outside
  group by student_id
),

-- ---------------------------------------------------------------- years lived here

-- From the first school year that anything tells of to the last 15 October.
young_years as (
  select
    student_id,
    unnest(range(
      least(year6.school_year, leavers.cohort, starts.cohort)::bigint,
      1 + year(date '{as_of}')
        - if(date '{as_of}' < make_date(year(date '{as_of}'), 10, 15), 1, 0))) as school_year,
    coalesce(year9.birth_year, starts.birth_year) as birth_year,
    leavers.cohort,
    leavers.home_municipality_code as left_home
  from leavers
  full join starts using (student_id)
  left join year9 using (student_id)
  left join (
    select student_id, max(school_year) as school_year
    from year6_grades
    where is_linkable and make_date(school_year + 1, 10, 1) <= date '{as_of}'
    group by student_id
  ) as year6 using (student_id)
),

-- What happened after the 15 October before and until that of the school year.
changes_by_autumn as (
  select
    student_id,
    year(happened_on) + if(happened_on > make_date(year(happened_on), 10, 15), 1, 0) as school_year,
    max_by(event, happened_on) filter (event <> 'move') as presence,
    max_by(new_municipality_code, happened_on) filter (new_municipality_code is not null)
      as moved_to
  from population_changes
  group by all
),

-- A home is that of the enrolment, or of leaving, or of the latest move, or of the year's end
-- before, and holds until another is told of.
lived_years as (
  select
    young_years.student_id,
    school_year,
    young_years.birth_year,
    cohort,
    autumns.student_id is not null as is_enrolled,
    last_value(presence ignore nulls) over so_far as presence,
    last_value(
      coalesce(
        autumns.home_municipality_code,
        if(school_year = cohort, left_home, null),
        moved_to,
        residence_municipality_code) ignore nulls) over so_far as home
  from young_years
  left join autumns using (student_id, school_year)
  left join changes_by_autumn using (student_id, school_year)
  left join background_years
    on background_years.student_id = young_years.student_id
    and background_years.as_of_year + 1 = young_years.school_year
  window so_far as (partition by young_years.student_id order by school_year)
),

-- Told of for the autumn, or for the spring after it.
activity_years as (
  select distinct
    student_id, half_year[:4]::int - if(half_year[5:] = 'H1', 1, 0) as school_year
  from known_activity
),

-- Those at school are here, whatever else is told; ages of which a cohort is missing are left out.
residents as (
  select
    lived_years.student_id,
    lived_years.school_year,
    home,
    cohort,
    not is_enrolled and coalesce(diploma_on > make_date(school_year, 10, 15), true) as is_out,
    is_out and school_year - birth_year <= 19 and coalesce(school_year > cohort, true)
      as is_activity_target,
    if(school_year - birth_year between 16 and 20
        and school_year - 5 >= first_cohort and school_year - 1 <= last_cohort,
      activity_years.student_id is not null, null) as in_activity_responsibility_16_20,
    if(school_year - birth_year between 16 and 24
        and school_year - 9 >= first_cohort and school_year - 1 <= last_cohort,
      occupation_status = 'neither', null) as neither_work_nor_study_16_24
  from lived_years
  cross join (select min(cohort) as first_cohort, max(cohort) as last_cohort from leavers)
  left join activity_years using (student_id, school_year)
  left join known_occupations using (student_id, school_year)
  left join certificates using (student_id)
  where coalesce(presence <> 'death', true)
    and (is_enrolled or coalesce(school_year <= cohort, false)
      or coalesce(presence <> 'emigration', true))
),

-- Whom the activity responsibility is for: on one of the four 15 Octobers after leaving neither
-- enrolled nor with a diploma.
activity_targets as (
  select distinct student_id
  from residents
  where is_out and school_year between cohort + 1 and cohort + 4
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
  from year9_grades as grades
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

skane as (
  select municipality_code, max_by(subregion_code, valid_from) as subregion_code
  from municipalities
  where municipality_code like '12__'
  group by municipality_code
),

school_places as (
  select school_unit_code, max_by(school_municipality_code, valid_from) as municipality_code
  from school_units
  group by school_unit_code
),

-- Protected identities are counted in the county, but in no municipality of it.
areas as (
  select 'municipality' as area_level, municipality_code as area_code, municipality_code as place
  from skane
  union all
  select 'subregion', subregion_code, municipality_code from skane
  union all
  select 'county', '12', municipality_code from skane
  union all
  select 'county', '12', 'protected'
  union all
  select 'rest_of_country', 'rest_of_country', 'elsewhere'
  union all
  select 'country', '0000', municipality_code from skane
  union all
  select 'country', '0000', unnest(['protected', 'elsewhere'])
),

students as (
  select
    student_id,
    year9.cohort as year9_cohort,
    leavers.cohort as left_cohort,
    starts.cohort as start_cohort,
    coalesce(year9.sex, starts.sex) as sex,
    case
      when parent_education_level <= 2 then 'pre_secondary'
      when parent_education_level <= 4 then 'upper_secondary'
      when parent_education_level <= 7 then 'post_secondary'
      else 'unknown'
    end as parental_education,
    coalesce(background, 'unknown') as background,
    case
      when coalesce(leavers.cohort + 1, starts.cohort) - immigration_year between 0 and 4 then 'yes'
      when coalesce(background, 'unknown') = 'unknown' then 'unknown'
      else 'no'
    end as newly_arrived,
    coalesce(income_quintile::varchar, 'unknown') as income_quintile,
    case lives_with_both_parents
      when true then 'both_parents'
      when false then 'otherwise'
      else 'unknown'
    end as home_situation,
    neighbourhood_code,
    leavers.school_unit_code as left_unit,
    starts.school_unit_code as start_unit,
    student_id in (select student_id from protected_students) as is_protected,
    leavers.home_municipality_code as left_home,
    left_units.municipality_code as left_school,
    starts.home_municipality_code as start_home,
    start_units.municipality_code as start_school,
    has_core and passes >= 8 as eligible_vocational,
    has_core and passes >= 12 as eligible_arts,
    has_core and passes >= 12 and has_social as eligible_economics_humanities_social,
    has_core and passes >= 12 and has_science as eligible_science_technology,
    passes > 0 and failures = 0 as passed_all_subjects,
    merit_value_16,
    merit_value_17,
    offered > 0 as has_absence_told,
    offered > 0 and absent * 5 >= offered as long_absence,
    next_autumn.student_id is null as not_in_upper_secondary,
    registered_on < make_date(leavers.cohort + 5, 1, 1) as in_activity_responsibility,
    activity_targets.student_id is not null as is_activity_target,
    neither_at_20 as neither_work_nor_study,
    neither_at_24 as neither_work_nor_study_at_24,
    coalesce(start_path.programme_type, '') = 'IB' as has_begun_ib,
    -- A school year ends on 30 June.
    diploma_on < make_date(starts.cohort + 3, 7, 1) as diploma_within_3_years,
    diploma_on < make_date(starts.cohort + 4, 7, 1) as diploma_within_4_years,
    diploma_on < make_date(starts.cohort + 5, 7, 1) as diploma_within_5_years,
    diploma_on < make_date(starts.cohort + 4, 7, 1)
      or study_certificate_on < make_date(starts.cohort + 4, 7, 1)
      as diploma_or_study_certificate_within_4_years,
    is_interrupted as interruption,
    is_interrupted_for_good as interruption_without_return,
    has_paused as study_break,
    second_path.programme <> start_path.programme as programme_change,
    has_moved_abroad as moved_abroad_within_1_year,
    has_left_early as early_leaving
  from leavers
  full join starts using (student_id)
  left join year9 using (student_id)
  left join grades using (student_id)
  left join absence using (student_id)
  left join autumns as next_autumn
    on next_autumn.student_id = year9.student_id and next_autumn.school_year = year9.cohort + 1
  left join activity using (student_id)
  left join activity_targets using (student_id)
  left join occupied using (student_id)
  left join circumstances using (student_id)
  left join homes using (student_id)
  left join certificates using (student_id)
  left join followed using (student_id)
  left join study_paths as start_path on start_path.study_path_code = starts.study_path_code
  left join study_paths as second_path on second_path.study_path_code = second_study_path_code
  left join school_places as left_units on left_units.school_unit_code = leavers.school_unit_code
  left join school_places as start_units on start_units.school_unit_code = starts.school_unit_code
),

-- ---------------------------------------------------------------- counts

-- Each student once per perspective and population: where, and in which groups.
placed as (
  select
    *,
    -- Nor do those without year 9 count for anything smaller than the county.
    is_protected or (population = 'leavers' and year9_cohort is null) as is_of_county,
    case
      when coalesce(municipality_code not like '12%', true) then 'elsewhere'
      when is_of_county then 'protected'
      else municipality_code
    end as place
  from (
    select
      *,
      unnest([
        {'population': 'year9', 'perspective': 'home', 'cohort': year9_cohort,
          'municipality_code': left_home, 'part': neighbourhood_code},
        {'population': 'year9', 'perspective': 'school', 'cohort': year9_cohort,
          'municipality_code': left_school, 'part': left_unit},
        {'population': 'leavers', 'perspective': 'home', 'cohort': left_cohort,
          'municipality_code': left_home, 'part': neighbourhood_code},
        {'population': 'leavers', 'perspective': 'school', 'cohort': left_cohort,
          'municipality_code': left_school, 'part': left_unit},
        {'population': 'starters', 'perspective': 'home', 'cohort': start_cohort,
          'municipality_code': start_home, 'part': neighbourhood_code},
        {'population': 'starters', 'perspective': 'school', 'cohort': start_cohort,
          'municipality_code': start_school, 'part': start_unit}
      ], recursive := true)
    from students
    union all by name
    select
      student_id, sex, parental_education, background, newly_arrived, income_quintile,
      home_situation, is_protected,
      'residents' as population, 'home' as perspective, school_year as cohort,
      home as municipality_code, in_activity_responsibility_16_20, neither_work_nor_study_16_24,
      residents.is_activity_target
    from residents
    join students using (student_id)
  )
  where cohort is not null and not (population = 'starters' and has_begun_ib)
),

-- Few rows; what is made of them is many, and made anew where it is asked for.
counted as materialized (
  select
    population, perspective, place, cohort, sex, parental_education, background, newly_arrived,
    income_quintile, home_situation,
    case
      when place not in ('elsewhere', 'protected')
        and (perspective = 'school' or part like place || '%')
      then part
      -- The municipalities of other counties that touch Skåne.
      when place = 'elsewhere' and not is_of_county
        and municipality_code in ('0765', '0767', '1060', '1083', '1381')
      then municipality_code
    end as part,
    count(*) as students,
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
    count(*) filter (has_absence_told) as absence_told,
    count(*) filter (long_absence) as long_absence,
    count(*) filter (not_in_upper_secondary) as not_in_upper_secondary,
    count(*) filter (is_activity_target) as targets,
    count(*) filter (in_activity_responsibility) as in_activity_responsibility,
    count(*) filter (in_activity_responsibility and is_activity_target) as targets_registered,
    count(neither_work_nor_study) as occupied_at_20,
    count(*) filter (neither_work_nor_study) as neither_work_nor_study,
    count(neither_work_nor_study_at_24) as occupied_at_24,
    count(*) filter (neither_work_nor_study_at_24) as neither_work_nor_study_at_24,
    count(*) filter (diploma_within_3_years) as diploma_within_3_years,
    count(*) filter (diploma_within_4_years) as diploma_within_4_years,
    count(*) filter (diploma_within_5_years) as diploma_within_5_years,
    count(*) filter (diploma_or_study_certificate_within_4_years)
      as diploma_or_study_certificate_within_4_years,
    count(*) filter (interruption) as interruption,
    count(*) filter (interruption_without_return) as interruption_without_return,
    count(*) filter (study_break) as study_break,
    count(*) filter (programme_change) as programme_change,
    count(*) filter (moved_abroad_within_1_year) as moved_abroad_within_1_year,
    count(*) filter (early_leaving) as early_leaving,
    count(in_activity_responsibility_16_20) as residents_16_20,
    count(in_activity_responsibility_16_20) filter (is_activity_target) as targets_16_20,
    count(*) filter (in_activity_responsibility_16_20 and is_activity_target)
      as targets_registered_16_20,
    count(*) filter (in_activity_responsibility_16_20) as in_activity_responsibility_16_20,
    count(neither_work_nor_study_16_24) as occupied_16_24,
    count(*) filter (neither_work_nor_study_16_24) as neither_work_nor_study_16_24
  from placed
  group by all
),

-- Whom each outcome is about, the day it is known of a cohort (so many years after its autumn), and
-- whether a cohort without any event is one that nobody told of.
definitions (outcome, years, month, day, is_missing_where_silent) as (
  values
    ('eligible_vocational', 1, 10, 1, false),
    ('eligible_arts', 1, 10, 1, false),
    ('eligible_economics_humanities_social', 1, 10, 1, false),
    ('eligible_science_technology', 1, 10, 1, false),
    ('passed_all_subjects', 1, 10, 1, false),
    ('merit_value_16', 1, 10, 1, false),
    ('merit_value_17', 1, 10, 1, false),
    ('long_absence', 1, 10, 1, true),
    ('not_in_upper_secondary', 1, 10, 15, false),
    ('in_activity_responsibility', 5, 6, 1, true),
    ('neither_work_nor_study', 7, 5, 1, true),
    ('neither_work_nor_study_at_24', 11, 5, 1, true),
    ('diploma_within_3_years', 3, 10, 1, false),
    ('diploma_within_4_years', 4, 10, 1, false),
    ('diploma_within_5_years', 5, 10, 1, false),
    ('diploma_or_study_certificate_within_4_years', 4, 10, 1, false),
    ('interruption', 2, 4, 1, false),
    ('interruption_without_return', 3, 4, 1, false),
    ('study_break', 2, 10, 15, false),
    ('programme_change', 1, 10, 15, false),
    ('moved_abroad_within_1_year', 2, 4, 1, true),
    ('early_leaving', 5, 4, 1, false),
    ('in_activity_responsibility_16_20', 1, 12, 1, true),
    ('neither_work_nor_study_16_24', 2, 5, 1, true)
),

by_outcome as not materialized (
  select
    perspective, place, cohort, sex, parental_education, background, newly_arrived,
    income_quintile, home_situation, part,
    case population when 'leavers' then targets when 'residents' then targets_16_20 end as targets,
    case population when 'leavers' then targets_registered
      when 'residents' then targets_registered_16_20 end as targets_registered,
    unnest(
      case population
        when 'year9' then [
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
            'events': merit_value_17, 'points': merit_points_17},
          {'outcome': 'long_absence', 'students': absence_told,
            'events': long_absence, 'points': null},
          {'outcome': 'not_in_upper_secondary', 'students': students,
            'events': not_in_upper_secondary, 'points': null}
        ]
        when 'leavers' then [
          {'outcome': 'in_activity_responsibility', 'students': students,
            'events': in_activity_responsibility, 'points': null},
          {'outcome': 'neither_work_nor_study', 'students': occupied_at_20,
            'events': neither_work_nor_study, 'points': null},
          {'outcome': 'neither_work_nor_study_at_24', 'students': occupied_at_24,
            'events': neither_work_nor_study_at_24, 'points': null}
        ]
        when 'residents' then [
          {'outcome': 'in_activity_responsibility_16_20', 'students': residents_16_20,
            'events': in_activity_responsibility_16_20, 'points': null},
          {'outcome': 'neither_work_nor_study_16_24', 'students': occupied_16_24,
            'events': neither_work_nor_study_16_24, 'points': null}
        ]
        else [
          {'outcome': 'diploma_within_3_years', 'students': students,
            'events': diploma_within_3_years, 'points': null},
          {'outcome': 'diploma_within_4_years', 'students': students,
            'events': diploma_within_4_years, 'points': null},
          {'outcome': 'diploma_within_5_years', 'students': students,
            'events': diploma_within_5_years, 'points': null},
          {'outcome': 'diploma_or_study_certificate_within_4_years', 'students': students,
            'events': diploma_or_study_certificate_within_4_years, 'points': null},
          {'outcome': 'interruption', 'students': students,
            'events': interruption, 'points': null},
          {'outcome': 'interruption_without_return', 'students': students,
            'events': interruption_without_return, 'points': null},
          {'outcome': 'study_break', 'students': students,
            'events': study_break, 'points': null},
          {'outcome': 'programme_change', 'students': students,
            'events': programme_change, 'points': null},
          {'outcome': 'moved_abroad_within_1_year', 'students': students,
            'events': moved_abroad_within_1_year, 'points': null},
          {'outcome': 'early_leaving', 'students': students,
            'events': early_leaving, 'points': null}
        ]
      end,
      recursive := true)
  from counted
),

known as (
  select outcome, cohort
  from by_outcome
  join definitions using (outcome)
  group by outcome, cohort, years, month, day, is_missing_where_silent
  having sum(students) > 0
    and make_date(cohort + years, month, day) <= date '{as_of}'
    and not (is_missing_where_silent and sum(events) = 0)
),

-- Without a student who neither lives nor goes to school in Skåne, nothing is known of the country.
extent as (
  select count(*) > 0 as has_country
  from students
  where (left_cohort is not null
      and coalesce(left_home, '') not like '12%' and coalesce(left_school, '') not like '12%')
    or (start_cohort is not null
      and coalesce(start_home, '') not like '12%' and coalesce(start_school, '') not like '12%')
),

-- Each circumstance with its place in the order.
dimensions (nth, dimension, group_values) as (
  values
    (1, 'sex', ['girls', 'boys']),
    (2, 'parental_education', ['pre_secondary', 'upper_secondary', 'post_secondary', 'unknown']),
    (3, 'background', ['swedish', 'foreign', 'unknown']),
    (4, 'newly_arrived', ['yes', 'no', 'unknown']),
    (5, 'income_quintile', ['1', '2', '3', '4', '5', 'unknown']),
    (6, 'home_situation', ['both_parents', 'otherwise', 'unknown'])
),

-- Everyone, each circumstance, and each two of them; most pairs are told of large areas only.
all_groups as (
  select 'all' as group_dimension, 'all' as group_value, true as is_of_all_areas
  union all
  select dimension, unnest(group_values), true from dimensions
  union all
  select
    one.dimension || '+' || other.dimension,
    unnest(flatten([[v || '+' || w for w in other.group_values] for v in one.group_values])),
    one.dimension = 'sex' and other.dimension = 'background'
  from dimensions as one
  join dimensions as other on one.nth < other.nth
),

-- Pairs of large areas are counted in Skåne and outside it, by all circumstances at once first.
by_side as (
  select
    if(place = 'elsewhere', place, 'protected') as place, perspective, cohort, outcome,
    [sex, parental_education, background, newly_arrived, income_quintile, home_situation]
      as group_values,
    sum(students) as students, sum(events) as events, sum(points) as points,
    sum(targets) filter (outcome like 'in_activity%') as targets,
    sum(targets_registered) filter (outcome like 'in_activity%') as targets_registered
  from by_outcome
  group by all
),

grouped as (
  select
    area_level, area_code, perspective, cohort, outcome, group_dimension, group_value,
    sum(students) as students, sum(events) as events, sum(points) as points,
    sum(targets) filter (outcome like 'in_activity%') as targets,
    sum(targets_registered) filter (outcome like 'in_activity%') as targets_registered
  from (
    select
      place, perspective, cohort, outcome, students, events, points, targets, targets_registered,
      unnest([
        {'group_dimension': 'all', 'group_value': 'all'},
        {'group_dimension': 'sex', 'group_value': sex},
        {'group_dimension': 'parental_education', 'group_value': parental_education},
        {'group_dimension': 'background', 'group_value': background},
        {'group_dimension': 'newly_arrived', 'group_value': newly_arrived},
        {'group_dimension': 'income_quintile', 'group_value': income_quintile},
        {'group_dimension': 'home_situation', 'group_value': home_situation},
        {'group_dimension': 'sex+background', 'group_value': sex || '+' || background}
      ], recursive := true)
    from by_outcome
    union all
    select
      place, perspective, cohort, outcome, students, events, points, targets, targets_registered,
      one.dimension || '+' || other.dimension,
      by_side.group_values[one.nth] || '+' || by_side.group_values[other.nth]
    from by_side, dimensions as one
    join dimensions as other on one.nth < other.nth and (one.nth, other.nth) <> (1, 3)
  )
  join areas using (place)
  where group_value is not null
  group by all
),

-- Schools, by sex too, and neighbourhoods, where any of a municipality is known; together its
-- whole. And the municipalities that touch Skåne.
parts as (
  select
    if(perspective = 'school', 'school', 'neighbourhood') as area_level,
    coalesce(part, place || '-unknown') as area_code,
    perspective, cohort, outcome, group_dimension, group_value,
    sum(students) as students, sum(events) as events, sum(points) as points,
    sum(targets) filter (outcome like 'in_activity%') as targets,
    sum(targets_registered) filter (outcome like 'in_activity%') as targets_registered
  from (select *, 'all' as group_dimension, 'all' as group_value from by_outcome
    union all
    select *, 'sex', sex from by_outcome where perspective = 'school' and sex is not null)
  join known using (outcome, cohort)
  where place not in ('elsewhere', 'protected')
  group by perspective, place, part, cohort, outcome, group_dimension, group_value
  having sum(students) > 0
  qualify count(part) over (partition by place, perspective, cohort, outcome) > 0
  union all
  select
    'adjacent_municipality' as area_level, part as area_code,
    perspective, cohort, outcome, 'all' as group_dimension, 'all' as group_value,
    sum(students) as students, sum(events) as events, sum(points) as points,
    sum(targets) filter (outcome like 'in_activity%') as targets,
    sum(targets_registered) filter (outcome like 'in_activity%') as targets_registered
  from by_outcome
  join known using (outcome, cohort)
  where place = 'elsewhere' and part is not null and (select has_country from extent)
  group by perspective, part, cohort, outcome
  having sum(students) > 0
)

select
  area_level, area_code, perspective, cohort, outcome, group_dimension, group_value,
  coalesce(students, 0)::bigint as students,
  coalesce(events, 0)::bigint as events,
  points::double / events as mean_merit_points,
  if(targets >= 20, round_even(20 * targets_registered / targets, 0) / 20, null) as coverage
from known
cross join (select distinct area_level, area_code from areas)
cross join (select unnest(['home', 'school']) as perspective)
cross join all_groups
left join grouped
  using (area_level, area_code, perspective, cohort, outcome, group_dimension, group_value)
where ((select has_country from extent) or area_level not in ('country', 'rest_of_country'))
  and (is_of_all_areas or area_level in ('county', 'country', 'rest_of_country'))
  -- Residents are of no school.
  and (perspective = 'home'
    or outcome not in ('in_activity_responsibility_16_20', 'neither_work_nor_study_16_24'))
union all by name
select
  area_level, area_code, perspective, cohort, outcome, group_dimension, group_value,
  students::bigint as students,
  events::bigint as events,
  points::double / events as mean_merit_points,
  if(targets >= 20, round_even(20 * targets_registered / targets, 0) / 20, null) as coverage
from parts
