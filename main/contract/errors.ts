/** What can go wrong with any call; calls add codes of their own from the rooms they use. */
export type ContractErrorCode =
  | 'unknown_call'
  | 'bad_input'
  | 'not_found'
  | 'internal'
  | 'not_allowed'
  /** An exposed page takes no commands to run. */
  | 'commands_refused'
  | 'disconnected'
  | 'invalid_settings'
  | 'settings_changed'
  | 'not_writable'
  | 'not_pushing';
