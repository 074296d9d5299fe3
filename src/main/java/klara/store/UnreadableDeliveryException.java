package klara.store;

/**
 * A delivery whose files cannot be taken apart as its manifest says; the whole of it is refused.
 */
public final class UnreadableDeliveryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String delivery;

  UnreadableDeliveryException(String delivery, String why) {
    super(why);
    this.delivery = delivery;
  }

  /** The delivery's id. */
  public String delivery() {
    return delivery;
  }
}
