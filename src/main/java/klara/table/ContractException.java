package klara.table;

/** A table does not keep what it declares. The message carries counts and names, never rows. */
public final class ContractException extends RuntimeException {
  public ContractException(String message) {
    super(message);
  }
}
