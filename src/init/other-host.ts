/** Whether a remote's host, in lower case, is one of GitLab's or Bitbucket's, where no workflow of GitHub Actions runs. */
export function isOtherHost(host: string): boolean {
  return /gitlab|bitbucket/.test(host);
}
