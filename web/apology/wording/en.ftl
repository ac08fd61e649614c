apology = Sorry, something went wrong on our side while I was answering. Please try again, or put it another way.
