package io.haulm.server.store;

import io.haulm.engine.keyspace.list.ListChange;

/** Changes of lists. */
final class ListChangeCodec implements ChangeCodec<ListChange> {
  private static final int ROW = 1;
  private static final int SCATTERED = 2;
  private static final int GONE_RANGE = 3;
  private static final int GONE = 4;
  private static final int RENUMBERED = 5;

  @Override
  public void write(HeadWriter writer, ListChange change) {
    switch (change) {
      case ListChange.Row(long first, long step, byte[][] elements) -> {
        writer.writeByte(ROW);
        writeRow(writer, first, step, elements);
      }
      case ListChange.Scattered(long[] orders, byte[][] elements) -> {
        writer.writeByte(SCATTERED);
        writeOrders(writer, orders);
        for (byte[] element : elements) {
          writer.writeBytes(element);
        }
      }
      case ListChange.GoneRange(long from, long to) -> {
        writer.writeByte(GONE_RANGE);
        writeRange(writer, from, to);
      }
      case ListChange.Gone(long[] orders) -> {
        writer.writeByte(GONE);
        writeOrders(writer, orders);
      }
      case ListChange.Renumbered(long from, long to, long first, long step, byte[][] elements) -> {
        writer.writeByte(RENUMBERED);
        writeRange(writer, from, to);
        writeRow(writer, first, step, elements);
      }
    }
  }

  @Override
  public ListChange read(HeadReader reader) throws BadFactException {
    int kind = reader.readByte();
    return switch (kind) {
      case ROW ->
          new ListChange.Row(reader.readSigned(), reader.readSigned(), reader.readByteArrays());
      case SCATTERED -> {
        long[] orders = readOrders(reader);
        byte[][] elements = new byte[orders.length][];
        for (int i = 0; i < elements.length; i++) {
          elements[i] = reader.readBytes();
        }
        yield new ListChange.Scattered(orders, elements);
      }
      case GONE_RANGE -> {
        long from = reader.readSigned();
        yield new ListChange.GoneRange(from, from + reader.readVarint());
      }
      case GONE -> new ListChange.Gone(readOrders(reader));
      case RENUMBERED -> {
        long from = reader.readSigned();
        long to = from + reader.readVarint();
        yield new ListChange.Renumbered(
            from, to, reader.readSigned(), reader.readSigned(), reader.readByteArrays());
      }
      default -> throw new BadFactException("kind " + kind + " of a list's change is unknown");
    };
  }

  private static void writeRow(HeadWriter writer, long first, long step, byte[][] elements) {
    writer.writeSigned(first);
    writer.writeSigned(step);
    writer.writeByteArrays(elements);
  }

  private static void writeRange(HeadWriter writer, long from, long to) {
    writer.writeSigned(from);
    writer.writeVarint(to - from);
  }

  // Neighbours are near each other, so each is written as its distance from the one before.
  private static void writeOrders(HeadWriter writer, long[] orders) {
    writer.writeVarint(orders.length);
    long before = 0;
    for (long order : orders) {
      writer.writeSigned(order - before);
      before = order;
    }
  }

  private static long[] readOrders(HeadReader reader) throws BadFactException {
    long[] orders = new long[reader.readCount("a number of orders")];
    long before = 0;
    for (int i = 0; i < orders.length; i++) {
      before += reader.readSigned();
      orders[i] = before;
    }
    return orders;
  }
}
