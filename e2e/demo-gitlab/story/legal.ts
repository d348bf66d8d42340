// Legal: the tokens' user is not a member of the group. One project shows (as Reporter, without its variables), one does not.
import { tokenUserId } from '../world/user.ts'
import { variable } from '../world/variable.ts'
import { defineGroup } from './define-group.ts'
import { defineProject, environment } from './define-project.ts'

export const legalGroups = [
  defineGroup('legal', 'Legal', 'Contracts and requests', {
    members: [{ userId: 1, accessLevel: 50 }],
    variables: [variable('ESIGN_API_KEY', 'esign-mulberry-croft-6618', 'masked')],
  }),
]

export const legalProjects = [
  defineProject(
    'legal/dsar-exports',
    'Answers to requests about personal data',
    [
      variable('EXPORT_ENCRYPTION_KEY', 'dsar-enc-poplar-heath-2750', 'masked protected'),
      variable('CRM_READ_TOKEN', 'dsar-crm-laurel-cairn-8114', 'masked'),
    ],
    { members: [{ userId: tokenUserId, accessLevel: 20 }], environments: [environment('production')] },
  ),
  defineProject('legal/board-minutes', 'Not for everybody', [
    variable('MINUTES_KEY', 'minutes-yarrow-tarn-4903', 'masked'),
  ]),
]
