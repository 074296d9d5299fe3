package klara.history;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import klara.register.Person;
import klara.register.UpperSecondaryCertificates;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** When each student got a diploma or a study certificate. */
final class Certificates {
  /** Higher-education preparatory and vocational diplomas, and final grades before 2011. */
  private static final Object[] DIPLOMAS = {"E", "L", "S", "IBD"};

  /** «Endast elever med studiebevis om 2 500 poäng redovisas» (Kolada N17457). */
  private static final int FULL_CREDITS = 2500;

  private Certificates() {}

  static Dataset<Row> from(Dataset<Row> certificates, LocalDate asOf) {
    Column type = UpperSecondaryCertificates.CERTIFICATE_TYPE.col();
    Column issuedOn = UpperSecondaryCertificates.ISSUED_ON.col();
    Column isFull =
        type.equalTo("Z").and(UpperSecondaryCertificates.CREDITS.col().geq(FULL_CREDITS));
    return certificates
        .where(Person.IS_LINKABLE.col().and(issuedOn.leq(lit(asOf))))
        .groupBy(Person.STUDENT_ID.col())
        .agg(
            min(when(type.isin(DIPLOMAS), issuedOn)).as(Students.DIPLOMA_ON.name()),
            min(when(isFull, issuedOn)).as(Students.STUDY_CERTIFICATE_ON.name()));
  }
}
