"""Who holds which title where: title phrases (`phrases`), their holders (`holders`), their organizations
(`employers`), verbs of holding (`holding`), former employers (`affiliations`), and what events imply (`derive`)."""
