"""Files about the site and its data for other programs: a calendar, a feed, the sitemap."""
