const titles: Readonly<Record<string, string>> = {
  iro: 'Independent Reviewing Officer',
  'adopters-social-worker': 'Adopters’ social worker',
};

/** What a post is called on the pages: "Team manager" for team-manager. */
export const postInWords = (post: string): string =>
  titles[post] ?? post.charAt(0).toUpperCase() + post.slice(1).replaceAll('-', ' ');
