package klara.twin;

/** Programmes of upper secondary school, by their code, and who chooses them. */
enum Programme {
  EK(Kind.HF, 25, 30, "EKO"),
  ES(Kind.HF, 12, 7, "BIL"),
  HU(Kind.HF, 2, 1, "SPR"),
  NA(Kind.HF, 26, 22, "NAT"),
  SA(Kind.HF, 31, 18, "SAM"),
  TE(Kind.HF, 5, 23, "INF"),
  BA(Kind.YRK, 3, 16, "HUS"),
  BF(Kind.YRK, 12, 6, "PED"),
  EE(Kind.YRK, 2, 26, "ELT"),
  FS(Kind.YRK, 12, 8, "FOR"),
  FT(Kind.YRK, 6, 20, "PER"),
  HT(Kind.YRK, 5, 2, "HOT"),
  HV(Kind.YRK, 12, 1, "FRI"),
  IN(Kind.YRK, 1, 6, "MAS"),
  NB(Kind.YRK, 16, 5, "DJU"),
  RL(Kind.YRK, 7, 5, "KOK"),
  VF(Kind.YRK, 1, 6, "VVS"),
  VO(Kind.YRK, 24, 5, "VAR"),
  IB(Kind.IB, 1, 1, ""),
  IMV(Kind.IM, 22, 25, ""),
  IMA(Kind.IM, 42, 42, ""),
  IMY(Kind.IM, 18, 20, ""),
  IMS(Kind.IM, 18, 13, "");

  /** The year from whose autumn on those who begin follow Gy25. */
  static final int FIRST_GY25 = 2025;

  /**
   * Handels- och administrationsprogrammet became försäljning och service in the autumn of 2022.
   */
  private static final int FIRST_FS = 2022;

  private final Kind kind;
  private final int girls;
  private final int boys;
  private final String gy11;
  private final String gy25;

  private static final String HA = "HAHAN";

  /** Higher education preparatory, vocational, international or introductory. */
  enum Kind {
    HF,
    YRK,
    IB,
    IM
  }

  Programme(Kind kind, int girls, int boys, String orientation) {
    this.kind = kind;
    this.girls = girls;
    this.boys = boys;
    gy11 = name() + orientation;
    boolean isSuffixed = kind == Kind.HF || kind == Kind.YRK;
    gy25 = isSuffixed ? (name().equals("HV") ? "FR25" : name() + "25") : gy11;
  }

  Kind kind() {
    return kind;
  }

  /**
   * The studievägskod of someone who began in a year, in the report of another; HA may not be used
   * once Gy25 has begun.
   */
  String studyPath(int begun, int reported) {
    if (begun >= FIRST_GY25) {
      return gy25;
    }
    return this == FS && begun < FIRST_FS && reported < FIRST_GY25 ? HA : gy11;
  }

  /** A programme of a kind. */
  static Programme draw(Kind kind, boolean isGirl, double uniform) {
    double sum = 0;
    for (Programme programme : values()) {
      sum += programme.weight(kind, isGirl);
    }
    double rest = uniform * sum;
    for (Programme programme : values()) {
      rest -= programme.weight(kind, isGirl);
      if (rest < 0) {
        return programme;
      }
    }
    throw new IllegalStateException("No programme of kind " + kind);
  }

  /** Another programme of the same kind; the same where the kind has one only. */
  Programme other(boolean isGirl, double uniform) {
    double sum = 0;
    for (Programme programme : values()) {
      sum += programme == this ? 0 : programme.weight(kind, isGirl);
    }
    double rest = uniform * sum;
    for (Programme programme : values()) {
      rest -= programme == this ? 0 : programme.weight(kind, isGirl);
      if (rest < 0) {
        return programme;
      }
    }
    return this;
  }

  private int weight(Kind other, boolean isGirl) {
    if (kind != other) {
      return 0;
    }
    return isGirl ? girls : boys;
  }
}
