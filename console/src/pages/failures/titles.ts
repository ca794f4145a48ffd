import { t } from '../../lib/i18n.svelte';
import type { FailureGroup } from '../../lib/types';

/** What the server calls a group of jobs whose payloads do not say why they were buried. */
const NO_REASON = 'buried';

/** What a group is called. */
export function titleOf({ error, source }: FailureGroup): string {
  return source === 'buried' && error === NO_REASON ? t('failures.noReason') : error;
}
