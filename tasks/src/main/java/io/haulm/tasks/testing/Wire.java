package io.haulm.tasks.testing;

import io.haulm.tasks.Codec;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Trees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what is sent as JSON and reads it again, so that nothing passes that could not travel. */
final class Wire {

  private final Codec codec;

  Wire(Codec codec) {
    this.codec = codec;
  }

  @Nullable Object copy(@Nullable Object tree) {
    return codec.read(codec.write(tree));
  }

  byte[] text(@Nullable Object tree) {
    return codec.write(tree);
  }

  @Nullable Object read(String text) {
    return codec.read(text.getBytes(StandardCharsets.UTF_8));
  }

  TaskMessage copy(TaskMessage message) {
    TaskMessage.Follow follow = message.follow();
    Signature chord = follow.chord();
    return new TaskMessage(
        message.id(),
        message.task(),
        Trees.list(copy(message.args())),
        Trees.map(copy(message.kwargs())),
        message.queue(),
        message.priority(),
        message.eta(),
        message.expires(),
        message.retries(),
        message.lineage(),
        message.limits(),
        new TaskMessage.Follow(
            copy(follow.callbacks()),
            copy(follow.errbacks()),
            copy(follow.chain()),
            chord == null ? null : Signature.fromTree(copy(chord.toTree()))),
        message.ignoreResult(),
        Trees.map(copy(message.headers())));
  }

  private List<Signature> copy(List<Signature> signatures) {
    return Signature.listFromTree(copy((Object) Signature.trees(signatures)));
  }

  ResultRecord copy(ResultRecord record) {
    return new ResultRecord(
        record.taskId(),
        record.status(),
        copy(record.result()),
        record.traceback(),
        record.children(),
        record.dateDone(),
        record.parentId(),
        record.groupId());
  }
}
