/**
 * The actions that written workflows use. Those of GitHub and our own by their major tag, all others by the commit of a release, because a
 * tag can be moved. https://docs.github.com/actions/reference/security/secure-use#using-third-party-actions
 */
export const actionVersions = {
  gate: { uses: 'alembic-gate/alembic-gate@v1' },
  checkout: { uses: 'actions/checkout@v5' },
  setupPython: { uses: 'actions/setup-python@v6' },
  uploadArtifact: { uses: 'actions/upload-artifact@v6' },
  setupUv: { uses: 'astral-sh/setup-uv@20cfd1bf945f4377ade1205e4dbc17946fc9a30d', release: 'v10.0.1' },
  setupPdm: { uses: 'pdm-project/setup-pdm@94a823180e06fcde4ad29308721954a521c96ed0', release: 'v4.4' },
  setupMicromamba: { uses: 'mamba-org/setup-micromamba@d7c9bd84e824b79d2af72a2d4196c7f4300d3476', release: 'v3.0.0' },
} as const satisfies Readonly<Record<string, { readonly uses: string; readonly release?: string }>>;

export type ActionName = keyof typeof actionVersions;
