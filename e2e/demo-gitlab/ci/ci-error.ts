// A mistake in a CI configuration, in GitLab's words.

export class CiError extends Error {}
