package io.haulm.engine;

/** Finds jobs by their ids, but not those in the trash: to clients they are gone. */
final class VisibleJobs {
  private final JobIndex index;
  private final JobPlaces places;

  VisibleJobs(JobIndex index, JobPlaces places) {
    this.index = index;
    this.places = places;
  }

  /** The job with this id, or {@link JobTable#NONE}. */
  int find(long jobId) {
    int slot = index.find(jobId);
    return slot == JobTable.NONE || places.tubeOf(slot).isTrash() ? JobTable.NONE : slot;
  }
}
