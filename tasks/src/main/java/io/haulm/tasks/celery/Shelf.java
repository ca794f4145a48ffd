package io.haulm.tasks.celery;

import java.time.Duration;

/**
 * Where messages lie that workers have taken and not acknowledged, and how long they may.
 *
 * <p>Kombu's shelf is one for all programs on the database and its entries carry the time of
 * taking, so nobody may restore by a shorter time than all others do. Ours is apart and its entries
 * carry their deadline, so a short lease of ours harms nobody.
 *
 * @param hash messages by tag
 * @param index times by tag
 * @param lease how long an entry is its taker's without a renewal
 * @param isShared whether it is kombu's
 */
record Shelf(String hash, String index, Duration lease, boolean isShared) {

  /** The lease on a broker that is a Haulm, unless the address says otherwise. */
  static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

  static Shelf kombu(Duration visibility) {
    return new Shelf("unacked", "unacked_index", visibility, true);
  }

  static Shelf own(Duration lease) {
    return new Shelf("haulm.leased", "haulm.leased_index", lease, false);
  }

  /** The score of an entry that is taken or renewed now. */
  double score(double nowSeconds) {
    return isShared ? nowSeconds : nowSeconds + lease.toMillis() / 1000.0;
  }

  /** The score up to which entries have been forsaken. */
  double forsaken(double nowSeconds) {
    return isShared ? nowSeconds - lease.toMillis() / 1000.0 : nowSeconds;
  }
}
