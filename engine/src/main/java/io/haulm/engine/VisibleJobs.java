package io.haulm.engine;

/** Finds jobs by their ids, but not those in the trash: to clients they are gone. */
final class VisibleJobs {
  private final JobIndex index;
  private final JobPlaces places;
  private final Trash trash;

  VisibleJobs(JobIndex index, JobPlaces places, Trash trash) {
    this.index = index;
    this.places = places;
    this.trash = trash;
  }

  /** The job with this id, or {@link JobTable#NONE}. */
  int find(long jobId) {
    int slot = index.find(jobId);
    // Mostly nothing is in the trash, and the job's tube need not be looked at.
    boolean isHidden = slot != JobTable.NONE && !trash.isEmpty() && places.tubeOf(slot).isTrash();
    return isHidden ? JobTable.NONE : slot;
  }
}
