package klara.twin;

import java.io.IOException;
import java.util.random.RandomGenerator;
import klara.register.ActivityMeasures;
import klara.register.ActivityResponsibility;
import klara.store.DeliveryRow;
import klara.store.Text;
import klara.twin.ActivitySpells.Spell;

/** Rows of T10: one per student, half-year and measure. */
final class MeasureRows {
  private static final Text[] MEASURES = {
    Text.of("samtal"),
    Text.of("samtal"),
    Text.of("syv"),
    Text.of("syv"),
    Text.of("myndighetskontakt"),
    Text.of("jobbsökning"),
    Text.of("praktik"),
    Text.of("subventionerad anställning"),
    Text.of("komvux eller folkhögskola"),
    Text.of("annan")
  };

  private static final Text[] RESULTS = {
    Text.of("fortsatt"),
    Text.of("fortsatt"),
    Text.of("studier"),
    Text.of("arbete"),
    Text.of("avbruten")
  };

  private static final int LONGEST_WAIT = 60;
  private static final int LONGEST = 90;

  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final HalfYear halfYear;
  private final int municipality;
  private final int measure;
  private final int from;
  private final int to;
  private final int result;

  MeasureRows(RegisterFile file, HalfYear halfYear, Codes codes) {
    this.file = file;
    this.halfYear = halfYear;
    this.codes = codes;
    row = file.row();
    municipality = file.column(ActivityResponsibility.RESPONSIBLE_MUNICIPALITY_CODE);
    measure = file.column(ActivityMeasures.MEASURE);
    from = file.column(ActivityMeasures.STARTED_ON);
    to = file.column(ActivityMeasures.ENDED_ON);
    result = file.column(ActivityMeasures.RESULT);
    row.set(file.column(ActivityResponsibility.HALF_YEAR), Text.of(halfYear.toString()));
  }

  void write(Student student, Spell spell, RandomGenerator random) throws IOException {
    int last = Math.min(spell.to() - 1, halfYear.lastDay());
    int start =
        Math.min(last, Math.max(spell.from(), halfYear.firstDay()) + random.nextInt(LONGEST_WAIT));
    int end = start + random.nextInt(LONGEST);
    file.student(student);
    row.set(municipality, codes.text(spell.municipality()));
    row.set(measure, MEASURES[random.nextInt(MEASURES.length)]);
    row.set(from, start);
    row.clear(to);
    row.clear(result);
    if (end <= halfYear.lastDay()) {
      row.set(to, end);
      row.set(result, RESULTS[random.nextInt(RESULTS.length)]);
    }
    file.write();
  }
}
