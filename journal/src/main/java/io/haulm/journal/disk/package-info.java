/** What the journal needs of a disk: one folder of files, and when its contents are safe. */
@NullMarked
package io.haulm.journal.disk;

import org.jspecify.annotations.NullMarked;
