package klara.twin;

/** Subjects of year 9 by their code in the list of codes, with how hard they are to pass. */
enum Subject {
  SV(0.15),
  SVA(0.15),
  EN(0.05),
  MA(-0.3),
  BI(-0.05),
  FY(-0.1),
  KE(-0.1),
  GE(0.05),
  HI(0),
  RE(0.05),
  SH(0.05),
  BL(0.3),
  HKK(0.3),
  IDH(0.25),
  MU(0.3),
  SL(0.4),
  TK(0.05),
  M2(0),
  ML(0.5),
  M1(-0.1);

  private final double ease;

  Subject(double ease) {
    this.ease = ease;
  }

  /** Added to ability in this subject. */
  double ease() {
    return ease;
  }

  /** Whether no one is eligible for upper secondary school without it, or without its like. */
  boolean isCore() {
    return this == SV || this == SVA || this == EN || this == MA;
  }

  /** Its place in a sheet of grades. */
  @SuppressWarnings("EnumOrdinal") // A place in an array, which no file keeps
  int place() {
    return ordinal();
  }
}
