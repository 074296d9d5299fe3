package klara.history;

import java.util.List;

/** Lives in which compulsory school is what matters. Sixteen C are 240 points, and E is 10. */
final class YearNineStories {
  static final List<Story> ALL =
      List.of(
          new Story(
              "the ordinary one",
              """
              year9     | 2018       | 1                    | 1281  | all=C
              enrolled  | 2019-2021  | 1                    | NANAT | 1-3 | 1281
              document  | 2022-06-08 | E                    | 2500
              2018      | compulsory           | 9   | 1 | 1281 | 1281 |    |
              2019-2021 | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              2022-2026 | unknown              |     |   |      | 1281 |    | diploma
              facts     | merit_value_16=240.0 left_school_unit_code=11111111 last_school_year=2021
              counted   | year9 upper
              had       | grades diplomas
              """),
          new Story(
              "the one who never starts",
              """
              year9     | 2018 | 3 | 1264 | all=E
              2018      | compulsory | 9 | 3 | 1264 | 1264 | |
              2019-2026 | unknown    |   |   |      | 1264 | |
              facts     | merit_value_16=160.0 start_school_year=
              counted   | year9
              had       | grades not_in_upper_secondary
              """),
          new Story(
              "Swedish as a second language",
              """
              year9     | 2018 | 1 | 1281 | all=C SV= SVA=E
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              # 15 x 15 + 10
              facts     | passed_swedish=1 passed_subjects=16 merit_value_16=235.0
              counted   | year9
              had       | grades not_in_upper_secondary
              """),
          new Story(
              "blocks of subjects",
              """
              # A block is one subject, and none of those that programmes ask for: 12 of them, 180
              # points, of which the language choice is one that has a place among sixteen
              year9     | 2018 | 1 | 1281 | SV=C EN=C MA=C SO=C NO=C IDH=C MU=C BL=C SL=C HKK=C TK=C M2=C!
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | passed_subjects=12 passed_social_subjects=0 passed_science_subjects=0 merit_value_16=180.0 merit_value_17=180.0
              counted   | year9
              had       | eligible_vocational eligible_arts passed_all_subjects merit not_in_upper_secondary
              """),
          new Story(
              "exactly eight passes",
              """
              year9     | 2018 | 1 | 1281 | SV=E EN=E MA=E IDH=E MU=E BL=E SL=E HKK=E TK=F GE=-
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | graded_subjects=9 passed_subjects=8 not_passed_subjects=2 merit_value_16=80.0
              counted   | year9
              had       | eligible_vocational merit not_in_upper_secondary
              """),
          new Story(
              "seven passes",
              """
              year9     | 2018 | 1 | 1281 | SV=E EN=E MA=E IDH=E MU=E BL=E SL=E HKK=F
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | passed_subjects=7 merit_value_16=70.0
              counted   | year9
              had       | merit not_in_upper_secondary
              """),
          new Story(
              "exactly twelve passes with the social subjects",
              """
              year9     | 2018 | 1 | 1281 | SV=E EN=E MA=E GE=E HI=E RE=E SH=E IDH=E MU=E BL=E SL=E HKK=E BI=F FY=F KE=F
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | passed_subjects=12 passed_social_subjects=4 passed_science_subjects=0
              counted   | year9
              had       | eligible_vocational eligible_arts eligible_economics_humanities_social merit not_in_upper_secondary
              """),
          new Story(
              "exactly twelve passes with the sciences",
              """
              year9     | 2018 | 1 | 1281 | SV=E EN=E MA=E BI=E FY=E KE=E IDH=E MU=E BL=E SL=E HKK=E TK=E GE=F HI=F RE=F SH=F
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | passed_subjects=12 passed_social_subjects=0 passed_science_subjects=3
              counted   | year9
              had       | eligible_vocational eligible_arts eligible_science_technology merit not_in_upper_secondary
              """),
          new Story(
              "eleven passes, every social subject and science among them",
              """
              year9     | 2018 | 1 | 1281 | SV=E EN=E MA=E GE=E HI=E RE=E SH=E BI=E FY=E KE=E IDH=E MU=F
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | passed_subjects=11 passed_social_subjects=4 passed_science_subjects=3
              counted   | year9
              had       | eligible_vocational merit not_in_upper_secondary
              """),
          new Story(
              "everything but English",
              """
              year9     | 2018 | 1 | 1281 | all=A EN=F
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | passed_subjects=15 passed_english=0 merit_value_16=300.0
              counted   | year9
              had       | merit not_in_upper_secondary
              """),
          new Story(
              "no grade, for four reasons, and no row at all",
              """
              streck:  year9 | 2018 | 1 | 1281 | SV=- MA=-
              nine:    year9 | 2018 | 1 | 1281 | SV=9 MA=9
              adapted: year9 | 2018 | 1 | 1281 | SV=3 MA=3
              exempt:  year9 | 2018 | 1 | 1281 | SV=x MA=x
              silent:  year9 | 2018 | 1 | 1281 |
              # Counted by every share, by no mean; to have no subject is not to have passed them all
              streck:  2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              streck:  2019-2026 | unknown    |   |   |      | 1281 | |
              streck:  facts     | graded_subjects=0 not_passed_subjects=2 merit_value_16=
              streck:  counted   | year9
              streck:  had       | not_in_upper_secondary
              nine:    2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              nine:    2019-2026 | unknown    |   |   |      | 1281 | |
              nine:    facts     | graded_subjects=0 not_passed_subjects=2 merit_value_16=
              nine:    counted   | year9
              nine:    had       | not_in_upper_secondary
              adapted: 2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              adapted: 2019-2026 | unknown    |   |   |      | 1281 | |
              adapted: facts     | graded_subjects=0 not_passed_subjects=2 merit_value_16=
              adapted: counted   | year9
              adapted: had       | not_in_upper_secondary
              exempt:  2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              exempt:  2019-2026 | unknown    |   |   |      | 1281 | |
              exempt:  facts     | graded_subjects=0 not_passed_subjects=0 merit_value_16=
              exempt:  counted   | year9
              exempt:  had       | not_in_upper_secondary
              silent:  2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              silent:  2019-2026 | unknown    |   |   |      | 1281 | |
              silent:  facts     | graded_subjects= not_passed_subjects= merit_value_16=
              silent:  counted   | year9
              silent:  had       | not_in_upper_secondary
              """),
          new Story(
              "the seventeenth grade",
              """
              # The best sixteen of A and sixteen C are 20 + 225; with a seventeenth 240 + 20
              choice: year9     | 2018 | 1 | 1281 | all=C M2=A!
              choice: 2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              choice: 2019-2026 | unknown    |   |   |      | 1281 | |
              choice: facts     | merit_value_16=245.0 merit_value_17=260.0
              choice: counted   | year9
              choice: had       | grades not_in_upper_secondary
              # M1 is never a seventeenth, nor is M2 that was no language choice
              first:  year9     | 2018 | 1 | 1281 | all=C M1=A!
              first:  2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              first:  2019-2026 | unknown    |   |   |      | 1281 | |
              first:  facts     | merit_value_16=245.0 merit_value_17=245.0
              first:  counted   | year9
              first:  had       | grades not_in_upper_secondary
              other:  year9     | 2018 | 1 | 1281 | all=C M2=A
              other:  2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              other:  2019-2026 | unknown    |   |   |      | 1281 | |
              other:  facts     | merit_value_16=245.0 merit_value_17=245.0
              other:  counted   | year9
              other:  had       | grades not_in_upper_secondary
              """),
          new Story(
              "year 9 twice",
              """
              born      | 2003
              year6     | 2015       | 1 | SV=C EN=F MA=E
              year9     | 2018       | 1 | 1281 | all=F
              year9     | 2019       | 2 | 1281 | all=E
              enrolled  | 2020-2022  | 1 | BABYG | 1-3 | 1281
              document  | 2023-06-08 | L | 2500
              # Of the second time, with its grades; of the years between nobody asks but where they end.
              # Nothing says where the home was before
              2015      | compulsory          | 6   | 1 | 1281 |      |    |
              2016-2018 | compulsory          |     |   |      |      |    |
              2019      | compulsory          | 9   | 2 | 1280 | 1281 |    |
              2020-2022 | national_vocational | 1-3 | 1 | 1281 | 1281 | BA |
              2023-2026 | unknown             |     |   |      | 1281 |    | diploma
              # (15 + 0 + 10) / 3
              facts     | cohort=2019 merit_value_16=160.0 year6_mean_points=8.33 year6_not_passed_subjects=1
              counted   | year9 upper
              had       | grades diplomas
              """),
          new Story(
              "year 9 in two units",
              """
              year9     | 2018 | 2 | 1280 | all=A
              year9     | 2018 | 1 | 1281 | all=F EN=E
              # The lower code, and what it graded
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | merit_value_16=10.0 passed_subjects=1
              counted   | year9
              had       | merit not_in_upper_secondary
              """),
          new Story(
              "a home in Skåne and a school outside",
              """
              year9     | 2018       | 4 | 1292 | all=C
              enrolled  | 2019-2021  | 4 | NANAT | 1-3 | 1292
              document  | 2022-06-08 | E | 2500
              2018      | compulsory           | 9   | 4 | 1380 | 1292 |    |
              2019-2021 | national_preparatory | 1-3 | 4 | 1380 | 1292 | NA |
              2022-2026 | unknown              |     |   |      | 1292 |    | diploma
              facts     | left_school_municipality_code=1380 left_home_municipality_code=1292 start_school_municipality_code=1380 start_home_municipality_code=1292
              counted   | year9 upper
              had       | grades diplomas
              """),
          new Story(
              "a home outside Skåne and a school in it",
              """
              year9     | 2018       | 1 | 1380 | all=C
              enrolled  | 2019-2021  | 2 | NANAT | 1-3 | 1380
              document  | 2022-06-08 | E | 2500
              2018      | compulsory           | 9   | 1 | 1281 | 1380 |    |
              2019-2021 | national_preparatory | 1-3 | 2 | 1280 | 1380 | NA |
              2022-2026 | unknown              |     |   |      | 1380 |    | diploma
              facts     | left_school_municipality_code=1281 left_home_municipality_code=1380 start_school_municipality_code=1280 start_home_municipality_code=1380
              counted   | year9 upper
              had       | grades diplomas
              """),
          new Story(
              "newly arrived",
              """
              # Left year 9 in spring 2019: up to four years before it
              new:   year9      | 2018 | 1 | 1281 | SVA=F EN=F MA=E
              new:   background | 2018 | foreign | 6 | 2019 | 1281
              new:   2018       | compulsory | 9 | 1 | 1281 | 1281 | |
              new:   2019-2026  | unknown    |   |   |      | 1281 | |
              new:   facts      | newly_arrived=yes background=foreign parental_education=post_secondary
              new:   counted    | year9
              new:   had        | merit not_in_upper_secondary
              four:  year9      | 2018 | 1 | 1281 | SVA=F EN=F MA=E
              four:  background | 2018 | foreign |   | 2015 | 1281
              four:  2018       | compulsory | 9 | 1 | 1281 | 1281 | |
              four:  2019-2026  | unknown    |   |   |      | 1281 | |
              four:  facts      | newly_arrived=yes background=foreign parental_education=unknown
              four:  counted    | year9
              four:  had        | merit not_in_upper_secondary
              five:  year9      | 2018 | 1 | 1281 | SVA=F EN=F MA=E
              five:  background | 2018 | foreign | 2 | 2014 | 1281
              five:  2018       | compulsory | 9 | 1 | 1281 | 1281 | |
              five:  2019-2026  | unknown    |   |   |      | 1281 | |
              five:  facts      | newly_arrived=no background=foreign parental_education=pre_secondary
              five:  counted    | year9
              five:  had        | merit not_in_upper_secondary
              """),
          new Story(
              "no background known",
              """
              year9     | 2018 | 1 | 1281 | all=C
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | newly_arrived=unknown background=unknown parental_education=unknown immigration_year=
              counted   | year9
              had       | grades not_in_upper_secondary
              """),
          new Story(
              "absence of exactly a fifth",
              """
              year9     | 2018 | 1 | 1281 | all=C
              absence   | 2018 | autumn | 400 | 50 | 30
              absence   | 2018 | spring | 400 | 0  | 80
              2018      | compulsory | 9 | 1 | 1281 | 1281 | | | autumn_absence_hours=80.00 autumn_invalid_absence_hours=30.00 spring_invalid_absence_hours=80.00 absence_known_on=2019-08-01
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | year9_offered_hours=800.00 year9_absence_hours=160.00
              counted   | year9 long_absence
              had       | grades long_absence not_in_upper_secondary
              """),
          new Story(
              "absence of a hundredth of an hour less than a fifth",
              """
              year9     | 2018 | 1 | 1281 | all=C
              absence   | 2018 | autumn | 400 | 49.99 | 30
              absence   | 2018 | spring | 400 | 0     | 80
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | year9_absence_hours=159.99
              counted   | year9 long_absence
              had       | grades not_in_upper_secondary
              """),
          new Story(
              "absence reported of one term only, of no hours, and of another year",
              """
              one:  year9     | 2018 | 1 | 1281 | all=C
              one:  absence   | 2018 | autumn | 400 | 0 | 80
              one:  2018      | compulsory | 9 | 1 | 1281 | 1281 | | | autumn_offered_hours=400.00 spring_offered_hours= absence_known_on=2019-02-12
              one:  2019-2026 | unknown    |   |   |      | 1281 | |
              one:  counted   | year9 long_absence
              one:  had       | grades long_absence not_in_upper_secondary
              # Nothing offered is nothing to be absent from
              none: year9     | 2018 | 1 | 1281 | all=C
              none: absence   | 2018 | autumn | 0 | 0 | 0
              none: 2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              none: 2019-2026 | unknown    |   |   |      | 1281 | |
              none: facts     | year9_offered_hours=0.00
              none: counted   | year9
              none: had       | grades not_in_upper_secondary
              later: year9     | 2018 | 1 | 1281 | all=C
              later: absence   | 2019 | autumn | 400 | 0 | 400
              later: 2018      | compulsory | 9 | 1 | 1281 | 1281 | | | autumn_offered_hours=
              later: 2019      | unknown    |   |   |      | 1281 | | | autumn_offered_hours=400.00
              later: 2020-2026 | unknown    |   |   |      | 1281 | |
              later: facts     | year9_offered_hours=
              later: counted   | year9
              later: had       | grades not_in_upper_secondary
              """),
          new Story(
              "schooling ended in year 8, activity responsibility, introduction",
              """
              ended      | 2017 | 1 | 8
              background | 2017 | swedish | 3 | | 1264
              kaa        | 2018H2-2019H1 | 1264 | 2018-09-01 |            | true
              kaa        | 2019H2        | 1264 | 2018-09-01 | 2019-08-20 | true
              enrolled   | 2019 | 1 | IMA | 1 | 1264
              # In no year-9 file; the home is that of the last day of the year
              2017       | compulsory              | 8 | 1 | 1281 | 1264 |     |
              2018       | activity_responsibility |   |   |      | 1264 |     | | is_contacted=true
              2019       | introduction_individual | 1 | 1 | 1281 | 1264 | IMA | | is_in_activity_responsibility=false
              2020-2026  | unknown                 |   |   |      | 1264 |     |
              facts      | cohort=2017 year9_school_year= ended_study_year=8 left_home_municipality_code=1264 birth_year=2003
              counted    | in_activity_responsibility upper
              had        | in_activity_responsibility interruption interruption_without_return early_leaving
              """),
          new Story(
              "schooling ended in year 8, and year 9 after all",
              """
              ended     | 2017 | 1 | 8
              year9     | 2018 | 1 | 1281 | all=E
              2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2026 | unknown    |   |   |      | 1281 | |
              facts     | cohort=2018 ended_study_year=8
              counted   | year9
              had       | grades not_in_upper_secondary
              """));

  private YearNineStories() {}
}
